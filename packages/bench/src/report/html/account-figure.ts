import { scaleLinear } from "d3-scale";
import { unitText } from "../../statistics/unit.ts";
import type { SuiteSummary } from "../summary.ts";
import { numberText } from "../wording.ts";
import { armStyle } from "./arm-style.ts";
import { type Area, bottomAxis, leftAxis } from "./axes.ts";
import type { Figure } from "./figure.ts";
import { anchor, element } from "./markup.ts";

const width = 560;
const height = 380;

/** What each skill cost and what it saved later; undefined where no arm kept a skill. */
export function accountFigure(suite: SuiteSummary, arms: readonly string[]): Figure | undefined {
  const all = suite.arms.flatMap(({ arm, accounts }) => accounts.map((account) => ({ arm, ...account })));
  if (all.length === 0) return undefined;
  const what = unitText(suite.unit);
  const area: Area = { left: 52, top: 34, right: width - 20, bottom: height - 48 };
  const saved = all.map((one) => one.saved);
  const x = scaleLinear([0, Math.max(1, ...all.map(({ spent }) => spent))], [area.left, area.right]).nice(5);
  const y = scaleLinear([Math.min(0, ...saved), Math.max(1, ...saved)], [area.bottom, area.top]).nice(5);
  const [, farthest] = y.domain() as [number, number];
  const end = Math.min(x.domain()[1] as number, farthest);
  const even = all.filter(({ brokeEvenAfter }) => brokeEvenAfter !== undefined).length;
  const learning = suite.arms.filter(({ accounts }) => accounts.length > 0).map(({ arm }) => arm);
  return {
    id: `${anchor(suite.suite)}-accounts`,
    title: "What skills saved of what they cost",
    caption: `Each dot is a skill of a seed${learning.length > 1 ? `, in the colour of its arm (${learning.join(", ")})` : ` of ${learning[0]}`}: the ${what} that its task took, and those that later tasks which call it took fewer than ${arms[0]}. On the line it has paid for itself; ${even} of ${all.length} are there or above. Hollow: no later task calls it.`,
    alternative: `${even} of ${all.length} skills saved at least what they had cost.`,
    width,
    height,
    drawing: [
      leftAxis(area, y, { title: `${what} saved later` }),
      bottomAxis(area, x, { title: `${what} spent to get it`, ticks: 5 }),
      element("line", { x1: x(0), y1: y(0), x2: x(end), y2: y(end), class: "even" }),
      all.map(({ arm, skill, seed, spent, saved: gain, calls }) =>
        element(
          "circle",
          {
            cx: x(spent),
            cy: y(gain),
            r: 4.5,
            class: calls > 0 ? "dot seed" : "hollow",
            ...(calls > 0
              ? { fill: armStyle(arms.indexOf(arm)).colour }
              : { stroke: armStyle(arms.indexOf(arm)).colour }),
          },
          element(
            "title",
            {},
            `${skill} (${arm}, seed ${seed}): cost ${numberText(spent)}, saved ${numberText(gain)} in ${calls} tasks`,
          ),
        ),
      ),
    ],
    table: {
      head: ["skill", "arm", "seed", "spent", "saved", "later tasks", "broke even after"],
      rows: all.map(({ arm, skill, seed, spent, saved: gain, calls, brokeEvenAfter }) => [
        skill,
        arm,
        String(seed),
        numberText(spent),
        numberText(gain),
        String(calls),
        brokeEvenAfter === undefined ? "–" : `${brokeEvenAfter} tasks`,
      ]),
    },
  };
}
