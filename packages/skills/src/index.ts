export { builtInEmbedder } from "./embedders/built-in/built-in-embedder.ts";
export * from "./embedders/cached-embedder.ts";
export * from "./embedders/open-ai-embedder.ts";
export * from "./embedders/transformers-embedder.ts";
export * from "./embedders/weighted-fields.ts";
export type { IndexSetting } from "./index-tiers/lance-location.ts";
export type { IndexProgress } from "./index-tiers/library-index.ts";
export { type IndexReport, type LevelIndexOptions, levelIndex } from "./index-tiers/level-index.ts";
export { rankingVersion } from "./index-tiers/ranking-version.ts";
export type { BehaviourBudget } from "./search/behaviour-view.ts";
export { checkStore } from "./store/check-store.ts";
export type { FolderSkillStore } from "./store/folder-skill-store.ts";
export * from "./store/open-skill-store.ts";
export { takeLock } from "./store/process-lock.ts";
export { type RepairedProblem, repairStore, type StoreRepair } from "./store/repair-store.ts";
export * from "./store/store-problem.ts";
export type { StoreWatcher } from "./store/store-watcher.ts";
export type { ImportOutcome } from "./exchange/import-outcome.ts";
export { importSkills, type ImportOptions } from "./exchange/import-skills.ts";
export { newestOffers } from "./exchange/newest-offers.ts";
export type { Declare, Offer, Offers, Skipped, SourceOrigin } from "./exchange/offer.ts";
export { readSource, type ReadSourceOptions } from "./exchange/read-source.ts";
export {
  type ExportFormat,
  exportSkills,
  type ExportOptions,
  type ExportReport,
} from "./exchange/export-skills.ts";
export type { MergeOptions, MergeOutcome, MergeStore } from "./exchange/merge-outcome.ts";
export { mergeStores } from "./exchange/merge-stores.ts";
export { changeVerifier, type ChangeVerifierOptions } from "./verify/change-verifier.ts";
export { askedAgain, type AskingAgain } from "./verify/asked-again.ts";
export { type JudgeOptions, judgeProgram } from "./verify/judge-program.ts";
export { applyTidy, type AppliedStep } from "./tidy/apply-tidy.ts";
export { planTidy, type TidyOptions } from "./tidy/plan-tidy.ts";
export type { TidyTools } from "./tidy/tidy-library.ts";
export type { LeftAlone, TidyKind, TidyPlan, TidyStep } from "./tidy/tidy-plan.ts";
