import { expect, it } from "vitest";
import { declaredFunction } from "./declared-signature.ts";

const of = (rest: string) => declaredFunction(`export declare function f${rest}\n`).signature;

it("writes a declaration as a signature", () => {
  expect(of("(xs: number[]): number;")).toBe("(xs: number[]) => number");
  expect(of("(at: (x: number) => string, o: { a: number }): { b: string[] };")).toBe(
    "(at: (x: number) => string, o: { a: number }) => { b: string[] }",
  );
  expect(of("(xs: number[], n?: number): Promise<string>;")).toBe("(xs: number[], n: number) => string");
});

it.each([
  ["", "exports no function"],
  ["// #skills/x exports no function.\nexport {};\n", "exports no function"],
  ["export declare function f(): 1;\nexport declare function g(): 1;\n", "exports 2 functions (f, g)"],
  ["export declare function f(): 1;\nexport declare function f(x: 1): 1;\n", "has 2 overloads"],
  ["export declare function f<T>(x: T): T;\n", "is generic"],
  ["type Row={name:string};\nexport {};\nexport declare function f(row: Row): 1;\n", "types of its own"],
  ["export declare function f(...xs: number[]): 1;\n", "is not a function signature"],
])("says what is wrong with %j", (text, reason) => {
  expect(() => declaredFunction(text)).toThrow(reason);
});
