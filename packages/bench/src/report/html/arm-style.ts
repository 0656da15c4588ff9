/** Colours that people with any colour vision tell apart (after Okabe and Ito 2008), as dark as text needs on either ground. */
export const armColours: readonly { light: string; dark: string }[] = [
  { light: "#5f6773", dark: "#aab2bf" },
  { light: "#0067a5", dark: "#5cb8f2" },
  { light: "#c44e00", dark: "#ff8f52" },
  { light: "#007a58", dark: "#36c99d" },
  { light: "#9c3f8b", dark: "#e796d3" },
  { light: "#8d6500", dark: "#e8bb45" },
  { light: "#7a4b2a", dark: "#c99b78" },
];

/** How an arm is drawn: beyond the colours, which repeat, its lines are broken in another way. */
export interface ArmStyle {
  /** A value for `stroke` and `fill`. */
  colour: string;
  dashes: string | undefined;
}

const dashes = [undefined, "6 3", "2 3"];

/** The style of the arm at that place in the plan; the first, which others are compared with, is grey. */
export function armStyle(index: number): ArmStyle {
  return {
    colour: `var(--arm-${index % armColours.length})`,
    dashes: dashes[Math.floor(index / armColours.length) % dashes.length],
  };
}
