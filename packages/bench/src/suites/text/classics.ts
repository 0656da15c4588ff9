import { wordsOf } from "./level-1.ts";
import { isPalindrome } from "./level-2.ts";

// The references of the classic exercises, which are hardly made of smaller ones.

export const runLengths = (text: string): string =>
  text.replace(/(.)\1*/gs, (run, character: string) => character + (run.length > 1 ? run.length : ""));

export const isBalanced = (text: string): boolean => {
  const open: string[] = [];
  for (const character of text) {
    if (character === "(" || character === "[") open.push(character);
    if (character === ")" && open.pop() !== "(") return false;
    if (character === "]" && open.pop() !== "[") return false;
  }
  return open.length === 0;
};

export const caesarShift = (text: string, shift: number): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter < "a" ? 65 : 97;
    const place = (letter.charCodeAt(0) - base + shift) % 26;
    return String.fromCharCode(base + ((place + 26) % 26));
  });

export const romanNumeral = (value: number): string => {
  if (value < 1 || value > 3999) return "";
  const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
  const letters = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
  let rest = Math.floor(value);
  let roman = "";
  for (const [i, step] of values.entries()) {
    roman += (letters[i] ?? "").repeat(Math.floor(rest / step));
    rest %= step;
  }
  return roman;
};

export const longestPalindrome = (text: string): string => {
  for (let length = text.length; length > 0; length--) {
    for (let start = 0; start + length <= text.length; start++) {
      const part = text.slice(start, start + length);
      if (isPalindrome(part)) return part;
    }
  }
  return "";
};

export const wrapWords = (text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const word of wordsOf(text)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
};

export const anagramGroups = (words: string[]): string[][] => {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const letters = word.toLowerCase().split("").toSorted().join("");
    groups.set(letters, [...(groups.get(letters) ?? []), word]);
  }
  return [...groups.values()];
};

export const editDistance = (left: string, right: string): number => {
  let previous = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
};
