export * from "./report/compare.ts";
export * from "./report/growth-chart.ts";
export * from "./runner/sail.ts";
export * from "./runner/task-order.ts";
export * from "./runner/trial-record.ts";
export * from "./statistics/mcnemar.ts";
export * from "./suites/load-suite.ts";
export * from "./worlds/techtree/index.ts";
