/** What the scripted agent knows that a reader of dates must do; it wrote the outputs down by the goal, not by the program. */
export const submission = {
  name: "first-date",
  description:
    "The first date in a text, as YYYY-MM-DD: reads 2024-03-09, 20240309, 9 Mar 2024, 9 March 2024 and 09/Mar/2024, in names of files, lines of logs, headings. Null where there is none.",
  signature: "(text: string) => string | null",
  examples: casesOf([
    ["IMG_20240309.txt", "2024-03-09"],
    ["minutes 5 March 2024.txt", "2024-03-05"],
    ["2024-02-28 Budget.csv", "2024-02-28"],
    ['203.0.113.9 - - [09/Mar/2024:10:02:11 +0000] "GET / HTTP/1.1"', "2024-03-09"],
    ["todo.txt", null],
    ["", null],
  ]),
  cases: casesOf([
    ["2024-03-09", "2024-03-09"],
    ["20240309", "2024-03-09"],
    ["1999-12-31", "1999-12-31"],
    ["1 Jan 2024", "2024-01-01"],
    ["31 Dec 2023", "2023-12-31"],
    ["9/Feb/2024", "2024-02-09"],
    ["Call with Ada 12 April 2024.txt", "2024-04-12"],
    ["June 2024", null],
    ["7 May 2024 and 8 May 2024", "2024-05-07"],
    ["due 2024-06-30, sent 2024-06-01", "2024-06-30"],
    ["2024-13-01", null],
    ["2024-00-10", null],
    ["2024-01-00", null],
    ["2024-01-32", null],
    ["32 Jul 2024", null],
    ["0 Aug 2024", null],
    ["3 Foo 2024", null],
    ["10 September 2024", "2024-09-10"],
    ["11 Oct 2024", "2024-10-11"],
    ["1 Nov 2024", "2024-11-01"],
    ["version 1.2.3", null],
    ["call 555 0100", null],
    ["9 mar 2024", null],
    ["2024-13-01 then 2 Jun 2024", "2024-06-02"],
    ["4/Jul/1976", "1976-07-04"],
    ["8 August 2025.txt", "2025-08-08"],
    ["2024/03/09", null],
    ["2024-1-2", null],
    ["scan_20231105_final.txt", "2023-11-05"],
    ["2024-12-31", "2024-12-31"],
  ]),
};

function casesOf(pairs: [text: string, date: string | null][]) {
  return pairs.map(([text, output]) => ({ input: [text], output }));
}
