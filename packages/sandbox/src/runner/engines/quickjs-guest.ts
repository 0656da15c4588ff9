import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";
import { entryModule, guestScript, hookModule } from "../../guest/guest-script.ts";
import type { GuestPost, GuestSettings, Post } from "../../guest/start-guest.ts";
import type { Failure, ThrownError } from "../engine.ts";
import { entryKey, hookKey } from "../module-graph.ts";
import { engineKey, linkedKey, type QuickJsModules } from "./quickjs-modules.ts";

// Less than what makes V8 run out of its own stack first, after which QuickJS could not go on; the host gives a child more
// of that where it can.
const stackBytes = (process.platform === "win32" ? 256 : 1_024) * 1024;
const engineModule = `export const { linked } = globalThis;\ndelete globalThis.linked;`;
// A text that comes out of QuickJS ends at its first NUL character. Console lines may hold some; all else is JSON already.
const wrapPost = `(post) => {
  const { stringify } = JSON;
  return (kind, id, name, by, text) => post(kind, id, name, by, kind === "log" ? stringify(text) : text);
}`;

type Way = "begin" | "settle" | "describe";
type Described = Omit<ThrownError, "kind">;

/** The guest in a context of QuickJS: what is called there, and what is heard from there. Calls throw what interrupts them. */
export class QuickJsGuest {
  readonly #context: QuickJSContext;
  readonly #ways: Record<Way, QuickJSHandle>;
  #modules: QuickJsModules | undefined;
  #post: Post = () => {};
  #linked = (): void => {};

  /** Prepares the context and freezes it. */
  constructor(context: QuickJSContext) {
    this.#context = context;
    context.runtime.setMaxStackSize(stackBytes);
    context.runtime.setModuleLoader(
      (name) => this.#modules?.load(name) ?? "",
      (importer, specifier) => this.#modules?.resolve(importer, specifier) ?? specifier,
    );
    const linked = context.newFunction("linked", () => this.#linked());
    linked.consume((handle) => context.setProp(context.global, "linked", handle));
    this.#evaluate(engineModule, engineKey, "module").dispose();
    const startGuest = this.#evaluate(guestScript, "portolan:guest", "global");
    const wrap = this.#evaluate(wrapPost, "portolan:guest", "global");
    const hear = context.newFunction("post", (...posted) => this.#hear(posted));
    const post = context.unwrapResult(context.callFunction(wrap, context.undefined, hear));
    const guest = context.unwrapResult(context.callFunction(startGuest, context.undefined, post));
    const way = (name: Way): QuickJSHandle => context.getProp(guest, name);
    this.#ways = { begin: way("begin"), settle: way("settle"), describe: way("describe") };
    this.#evaluate(hookModule, hookKey, "module").dispose();
    for (const handle of [startGuest, wrap, hear, post, guest]) handle.dispose();
  }

  /** Links the program and evaluates it; gives the promise of that, or why there is none. */
  run(
    modules: QuickJsModules,
    settings: GuestSettings,
    post: Post,
    linked: () => void,
  ): QuickJSHandle | Failure {
    this.#modules = modules;
    this.#post = post;
    let running = false;
    this.#linked = () => {
      running = true;
      modules.close();
      linked();
    };
    this.#call("begin", this.#context.newString(JSON.stringify(settings)));
    const code = `import ${JSON.stringify(linkedKey)};\n${entryModule}`;
    try {
      const evaluated = this.#context.evalCode(code, entryKey, { type: "module" });
      if (!evaluated.error) return evaluated.value;
      if (running) return this.#thrown(evaluated.error);
      linked();
      return modules.linkFailure(this.#described(evaluated.error));
    } catch (cause) {
      // The parser took all of this process's stack.
      if (running || !(cause instanceof RangeError)) throw cause;
      return modules.fault("The source is nested too deeply.");
    }
  }

  settle(call: number, ok: boolean, text: string): void {
    const context = this.#context;
    this.#call("settle", context.newNumber(call), ok ? context.true : context.false, context.newString(text));
  }

  /** Why the evaluation of the program was rejected; undefined while it was not. */
  rejection(evaluation: QuickJSHandle): Failure | undefined {
    const state = this.#context.getPromiseState(evaluation);
    if (state.type === "rejected") return this.#thrown(state.error);
    if (state.type === "fulfilled" && !state.notAPromise) state.value.dispose();
    return undefined;
  }

  #evaluate(code: string, filename: string, type: "global" | "module"): QuickJSHandle {
    return this.#context.unwrapResult(this.#context.evalCode(code, filename, { type }));
  }

  #call(way: Way, ...args: QuickJSHandle[]): void {
    this.#context.callFunction(this.#ways[way], this.#context.undefined, ...args).dispose();
    for (const handle of args) handle.dispose();
  }

  #hear([kind, id, name, by, text]: QuickJSHandle[]): void {
    const string = (handle?: QuickJSHandle): string => (handle ? this.#context.getString(handle) : "");
    // Whatever a host function throws would reach the guest, so this one throws nothing.
    try {
      const posted = string(kind) as GuestPost;
      const number = id ? this.#context.getNumber(id) : 0;
      this.#post(posted, number, string(name), string(by), this.#body(posted, string(text)));
    } catch {}
  }

  #body(posted: GuestPost, text: string): string {
    if (posted === "log") return JSON.parse(text) as string;
    if (posted !== "error") return text;
    const described = JSON.parse(text) as Described;
    return JSON.stringify({ ...described, stack: this.#modules?.stackOf(described.stack) });
  }

  #thrown(thrown: QuickJSHandle): Failure {
    const { stack, ...described } = this.#described(thrown);
    return { kind: "error", ...described, stack: this.#modules?.stackOf(stack) ?? stack };
  }

  #described(thrown: QuickJSHandle): Described {
    const described = this.#context.callFunction(this.#ways.describe, this.#context.undefined, thrown);
    thrown.dispose();
    // It fails when there is no room left to describe anything.
    if (described.error) return { name: "Error", message: "", stack: "" };
    return JSON.parse(described.value.consume((text) => this.#context.getString(text))) as Described;
  }
}
