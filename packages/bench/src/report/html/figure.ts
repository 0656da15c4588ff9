import { type Content, element, type Markup } from "./markup.ts";

/** A drawing with all that a reader needs who cannot see it. */
export interface Figure {
  id: string;
  title: string;
  /** What it says, and how to read it. */
  caption: string;
  /** One sentence for those who hear the page. */
  alternative: string;
  width: number;
  height: number;
  drawing: Content;
  /** The same as figures. */
  table: { head: readonly string[]; rows: readonly (readonly string[])[] };
  /** It takes the whole width of the page. */
  wide?: boolean;
}

/** The figure as it stands in the page: heading, drawing, caption, and its numbers in a table that can be opened. */
export function figureMarkup(figure: Figure): Markup {
  const { id, title, caption, alternative, width, height, drawing, table, wide } = figure;
  const svg = element(
    "svg",
    {
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-alternative`,
      style: `min-width:${Math.min(width, wide ? 720 : 440)}px`,
    },
    element("title", { id: `${id}-title` }, title),
    element("desc", { id: `${id}-alternative` }, alternative),
    drawing,
  );
  const scrolling = { class: "scroll", tabindex: "0", role: "region" };
  return element(
    "figure",
    { id, class: wide ? "wide" : undefined },
    element("h3", {}, title),
    element("div", { ...scrolling, "aria-label": title }, svg),
    element("figcaption", {}, caption),
    element(
      "details",
      {},
      element("summary", {}, "Figures as a table"),
      element("div", { ...scrolling, "aria-label": `${title}, as a table` }, tableMarkup(table)),
    ),
  );
}

/** A table; the first column names the rows. */
export function tableMarkup({ head, rows }: Figure["table"]): Markup {
  return element(
    "table",
    {},
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        head.map((title) => element("th", { scope: "col" }, title)),
      ),
    ),
    element(
      "tbody",
      {},
      rows.map((cells) =>
        element(
          "tr",
          {},
          cells.map((cell, i) => (i === 0 ? element("th", { scope: "row" }, cell) : element("td", {}, cell))),
        ),
      ),
    ),
  );
}
