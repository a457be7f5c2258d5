import { raw } from "hono/html";

/** 签 in the seal's outline, 96 units a side. In ink: red is only for a seal on a fact that binds. */
const drawing =
  '<path d="M7 3 90 4 93 8 92 90 88 93 8 92 3 88 4 8Z"/><path d="M23 18 15 32M21 23H44M31 23V34M57 18 49 ' +
  '32M55 23H81M67 23V34M48 32 15 55M48 32 81 55M36 51H60M29 60 34 72M48 58V72M67 60 61 72M16 79H80"/>';

/** For a drawing that scales and strokes it itself. */
export const tileDrawing = raw(drawing);

/** The house's mark, before its name: 20 px, in the text's colour. */
export const tile = raw(
  `<svg class="logo" viewBox="0 0 96 96" aria-hidden="true" focusable="false">${drawing}</svg>`,
);
