import { armColours } from "./arm-style.ts";

const colours = (ground: "light" | "dark"): string =>
  armColours.map((colour, i) => `--arm-${i}:${colour[ground]};`).join("");

/** The page's look, in light and dark, on screens and paper. */
export const style = `
:root{color-scheme:light dark;--ground:#fbfaf7;--card:#fff;--ink:#1c2128;--soft:#59626e;--rule:#e3e0d8;--mark:#0067a5;${colours("light")}}
@media (prefers-color-scheme:dark){:root{--ground:#14171b;--card:#1b1f25;--ink:#e6e9ed;--soft:#a0a9b5;--rule:#30363f;--mark:#5cb8f2;${colours("dark")}}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media (prefers-reduced-motion){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,header,footer{max-width:1200px;margin:0 auto;padding:0 20px}
header{padding-top:40px}
h1{font-size:30px;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em}
h2{font-size:24px;margin:52px 0 8px;padding-top:20px;border-top:2px solid var(--ink)}
h3{font-size:16px;margin:0 0 10px}
p{max-width:75ch;margin:8px 0}
p,li,h1,h2,h3,figcaption{overflow-wrap:anywhere}
a{color:var(--mark)}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:12px;top:12px;background:var(--card);padding:8px 12px;z-index:1}
.lead,.legend{color:var(--soft)}
.legend{font-size:13.5px;max-width:95ch}
.notice{border-left:4px solid #c44e00;padding:8px 14px;background:var(--card)}
.findings{padding-left:20px;max-width:90ch}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:6px 18px;margin:14px 0 0}
.columns{columns:2 460px;column-gap:20px;margin-top:20px}
figure{margin:0 0 20px;background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:18px 20px;min-width:0;break-inside:avoid}
figcaption{color:var(--soft);font-size:13.5px;line-height:1.45;margin-top:10px;max-width:95ch}
figure.wide{margin-top:20px}
.scroll{overflow-x:auto}
svg{display:block;width:100%;height:auto;overflow:visible;fill:var(--ink);font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.axis line{stroke:var(--rule);stroke-width:1}
.axis text,.note{fill:var(--soft);font-variant-numeric:tabular-nums}
.axis text.title{font-size:12px;fill:var(--ink)}
.line{fill:none;stroke-width:2.4;stroke-linejoin:round;stroke-linecap:round}
.leader{stroke-width:1;opacity:.5}
.label{font-weight:600}
.group{font-weight:650}
.interval{stroke-width:2.5;stroke-linecap:round}
.dot{stroke:var(--card);stroke-width:1.2}
.seed{opacity:.75}
.hollow{fill:var(--card);stroke-width:1.8}
.median{stroke-width:3.5;stroke-linecap:round}
.lane{stroke-width:1;opacity:.22}
.rule{stroke:var(--rule)}
.zero{stroke:var(--ink);stroke-width:1.2}
.even{stroke:var(--ink);stroke-dasharray:5 4;opacity:.7}
.link{fill:none;stroke-width:1.3;opacity:.35}
.halo{paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
details{margin-top:10px;font-size:13.5px}
summary{cursor:pointer;color:var(--mark)}
table{border-collapse:collapse;margin:10px 0;font-size:14px;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:5px 14px 5px 0;border-bottom:1px solid var(--rule);vertical-align:top;white-space:nowrap}
th:first-child,td:first-child{text-align:left}
thead th{color:var(--soft);font-weight:600}
footer{color:var(--soft);font-size:14px;padding-bottom:60px;margin-top:40px}
code{font:13px ui-monospace,SFMono-Regular,Menlo,monospace}
@media print{body{background:#fff}figure{break-inside:avoid}details,nav,.skip{display:none}}
`;
