import type { SuiteSummary, Summary } from "../summary.ts";
import { codersText, numberText, progressText, verdictOf } from "../wording.ts";
import { armLegend, armRows, armTitles, suiteNotes } from "../arm-table.ts";
import { figureMarkup, tableMarkup } from "./figure.ts";
import { anchor, type Content, element, markupOf } from "./markup.ts";
import { style } from "./style.ts";
import { suiteFigures } from "./suite-figures.ts";

/** Whatever stands in a name of a task or a skill: nothing is fetched, and no script runs. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The report as one HTML file that needs nothing else: no network, no script. */
export function htmlReport(summary: Summary): string {
  const { plan, suites } = summary;
  const page = element(
    "html",
    { lang: "en" },
    element(
      "head",
      {},
      element("meta", { charset: "utf-8" }),
      element("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      element("link", { rel: "icon", href: "data:," }),
      element("title", {}, `Experiment ${plan.id}`),
      element("style", {}, { markup: style }),
    ),
    element(
      "body",
      {},
      element("a", { href: "#findings", class: "skip" }, "Skip to the findings"),
      header(summary),
      element(
        "main",
        {},
        suites.map((suite) => suiteSection(suite, summary)),
      ),
      footer(summary),
    ),
  );
  return `<!doctype html>\n${markupOf(page)}\n`;
}

function header({ plan, suites, progress }: Summary): Content {
  const unfinished = progressText(progress);
  const budget = Object.entries(plan.budget).map(([unit, value]) => `${numberText(value)} ${unit}`);
  const verdicts = suites.flatMap(({ suite, contrasts }) =>
    contrasts.map((contrast) =>
      element(
        "li",
        {},
        suites.length > 1 ? element("strong", {}, `${suite}: `) : undefined,
        verdictOf(contrast),
      ),
    ),
  );
  return element(
    "header",
    {},
    element("h1", {}, `Experiment ${plan.id}`),
    element(
      "p",
      { class: "lead" },
      `${plan.arms.length} arms, ${plan.seeds.length} ${plan.seeds.length === 1 ? "seed" : "seeds"}, ${suites.map(({ suite, tasks }) => `${suite} (${numberText(tasks)} tasks)`).join(", ")}; at most ${budget.join(" and ")} for each task.`,
    ),
    unfinished === undefined ? undefined : element("p", { class: "notice", role: "note" }, unfinished),
    element("h2", { id: "findings" }, "Findings"),
    verdicts.length > 0
      ? element("ul", { class: "findings" }, verdicts)
      : element("p", {}, "There are no two arms to compare yet."),
    element(
      "nav",
      { "aria-label": "Suites" },
      element(
        "ul",
        {},
        suites.map(({ suite }) =>
          element("li", {}, element("a", { href: `#${anchor(suite)}` }, `Charts of ${suite}`)),
        ),
      ),
    ),
  );
}

function suiteSection(suite: SuiteSummary, summary: Summary): Content {
  const { plan } = summary;
  if (suite.arms.length === 0)
    return [
      element("h2", { id: anchor(suite.suite) }, suite.suite),
      element("p", {}, "No trial has ended yet."),
    ];
  const figures = suiteFigures(suite, plan.arms);
  const notes = suiteNotes(suite, plan).map((note) => element("li", {}, note));
  return [
    element("h2", { id: anchor(suite.suite) }, suite.suite),
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": `${suite.suite}: arms` },
      tableMarkup({ head: armTitles(suite), rows: armRows(suite) }),
    ),
    element("p", { class: "legend" }, armLegend(summary)),
    notes.length > 0 ? element("ul", { class: "findings" }, notes) : undefined,
    element("div", { class: "columns" }, figures.filter(({ wide }) => !wide).map(figureMarkup)),
    figures.filter(({ wide }) => wide).map(figureMarkup),
  ];
}

function footer({ plan, coders }: Summary): Content {
  const { portolan, node, harness, ranking } = plan.versions;
  return element(
    "footer",
    {},
    element("h2", {}, "How to read it"),
    element(
      "p",
      {},
      "Solved means accepted by the gate and right on every score case, which nothing else sees. Intervals are 95 %, by a bootstrap that draws tasks and seeds, each by itself: a task is as hard with every seed, and along a seed a library grows. p-values are exact, over tasks. An e-value of 20 or more stands for p ≤ 0.05 however often the figures were looked at while they grew.",
    ),
    element(
      "p",
      {},
      `Portolan ${portolan}, Node ${node}, ${codersText(coders)}, harness ${harness}${ranking === undefined ? "" : `, ranking ${ranking}`}. Suites: ${plan.suites.map(({ name, digest }) => `${name} ${digest.slice(0, 12)}`).join(", ")}.`,
    ),
  );
}
