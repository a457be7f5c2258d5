// A poster's page: prints, and writes a tag if the phone can. Without this script, the page's downloads do the same.

const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => globalThis.print());

const write = document.getElementById("write");
const told = document.getElementById("told");

async function writeTag() {
  told.textContent = write.dataset.hold;
  try {
    const records = [{ recordType: "url", data: write.dataset.uri }];
    await new NDEFReader().write({ records });
    told.textContent = write.dataset.written;
  } catch (error) {
    told.textContent = error.name === "NotAllowedError"
      ? write.dataset.denied
      : write.dataset.failed;
  }
}

if ("NDEFReader" in globalThis) {
  write.hidden = false;
  write.addEventListener("click", writeTag);
}
