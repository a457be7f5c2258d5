import { describe, expect, it } from "vitest";
import { wrapped, wrappedName } from "../../views/link/wrap.ts";

describe("wrapped", () => {
  it("keeps what fits on one line", () => {
    expect(wrapped("清风茶馆", 4, 3)).toEqual(["清风茶馆"]);
    expect(wrapped("", 4, 3)).toEqual([""]);
  });

  it("breaks at spaces and between wide characters", () => {
    expect(wrapped("Breeze & Bamboo Teahouse", 9, 3)).toEqual(["Breeze & Bamboo", "Teahouse"]);
    expect(wrapped("西湖区清风茶馆", 4, 3)).toEqual(["西湖区清", "风茶馆"]);
  });

  it("ends in an ellipsis what does not fit", () => {
    expect(wrapped("西湖区清风竹影茶馆", 4, 2)).toEqual(["西湖区清", "风竹影…"]);
    expect(wrapped("one two three four", 5, 2)).toEqual(["one two", "three f…"]);
  });
});

describe("wrappedName", () => {
  it("gives each language a line of its own if there are enough lines", () => {
    expect(wrappedName("清风茶馆 Breeze Teahouse", 12, 3)).toEqual(["清风茶馆", "Breeze Teahouse"]);
    expect(wrappedName("清风茶馆 Breeze Teahouse", 12, 1)).toHaveLength(1);
  });
});
