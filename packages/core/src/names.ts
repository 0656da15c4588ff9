// An entry of its own for processes that need nothing else of the core, which takes a fifth of a second to load.
export { nearestNames } from "./errors/nearest-names.ts";
export { functionNameOf } from "./program/program.ts";
export { isReservedWord } from "./task/reserved-words.ts";
