import { describe, expect, it } from "vitest";
import { typedCode } from "../../../core/text/typed_code.ts";

describe("typedCode", () => {
  it("is the code, however it was typed or pasted", () => {
    const typed = [
      "123456",
      " 123 456\n",
      "123-456",
      "123–456",
      "123−456",
      "１２３４５６",
      "１２３－４５６",
      "１２３　４５６",
      "١٢٣٤٥٦",
      "\u200b123456\ufeff",
    ];
    expect(typed.map(typedCode)).toEqual(typed.map(() => "123456"));
    expect(typedCode("11010119900307002x")).toBe("11010119900307002X");
    expect(typedCode("１１０１０１　１９９００３０７　００２ｘ")).toBe("11010119900307002X");
  });
});
