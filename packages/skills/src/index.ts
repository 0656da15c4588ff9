export * from "./embedders/cached-embedder.ts";
export * from "./embedders/hash-embedder.ts";
export * from "./embedders/transformers-embedder.ts";
export { checkStore } from "./store/check-store.ts";
export type { FolderSkillStore } from "./store/folder-skill-store.ts";
export * from "./store/open-skill-store.ts";
export { type RepairedProblem, repairStore, type StoreRepair } from "./store/repair-store.ts";
export * from "./store/store-problem.ts";
