import type { CheckReport, Relation } from "@portolan/core";

/** What changes in the modules the checker holds, before it works on a message. */
export interface ModuleChanges {
  /** Specifier and text of every module that is new or different. */
  written: [specifier: string, text: string][];
  /** Specifiers of modules that are there no more. */
  removed: string[];
}

/** Host → checker: type-check one program. */
export interface CheckMessage extends ModuleChanges {
  kind: "check";
  /** The name that the one exported function must have. */
  exported: string;
  signature: string;
  source: string;
  /** The specifiers that the program may import; absent when they are those of the message before. */
  linked?: string[];
}

/** Host → checker: declare what modules export. */
export interface DeclareMessage extends ModuleChanges {
  kind: "declare";
  specifiers: string[];
}

/** Host → checker: parse one source. */
export interface ParseMessage {
  kind: "parse";
  source: string;
}

/** A node as kind, start, end and children; the host has the source, and reads the texts there. */
export type PlainSyntax = [kind: string, start: number, end: number, children: PlainSyntax[]];

/** Host → checker: compare signatures with a wanted one. */
export interface RelateMessage {
  kind: "relate";
  wanted: string;
  signatures: string[];
}

/** Host → checker. */
export type CheckerMessage = CheckMessage | DeclareMessage | ParseMessage | RelateMessage;

/** Checker → host: what was found, or a failure of the checker itself. */
export type CheckerReply =
  | { report: CheckReport }
  | { declarations: [specifier: string, text: string][] }
  | { syntax: PlainSyntax | null }
  | { relations: Relation[] }
  | { failure: string };
