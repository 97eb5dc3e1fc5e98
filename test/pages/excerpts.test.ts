import { describe, expect, it } from "vitest";
import { excerptFrom } from "../../checks/reports/page/excerpts.ts";

const lines = (...texts: readonly string[]): readonly string[] => texts;

describe("the excerpt of a source", () => {
  const source = lines(
    "const server = rules.server({",
    "  // Only who holds it may release it.",
    "  Release: (node, { from }) =>",
    "    node.holder === from",
    "      ? become({ holder: null })",
    "      : become(node),",
    "  Crash: (node) => null,",
    "});",
  );

  it("ends where its rule does, and begins with the comment above it", () => {
    expect(excerptFrom(source, 3)).toEqual({
      line: 2,
      text: [
        "// Only who holds it may release it.",
        "Release: (node, { from }) =>",
        "  node.holder === from",
        "    ? become({ holder: null })",
        "    : become(node),",
      ].join("\n"),
    });
    expect(excerptFrom(source, 7)).toEqual({ line: 7, text: "Crash: (node) => null," });
  });

  it("has the brackets that close it, also those that open again", () => {
    const wide = lines(
      "const f = (",
      "  a,",
      "  b,",
      ") => {",
      "  return a;",
      "};",
      "const g = 1;",
    );
    expect(excerptFrom(wide, 1)).toEqual({ line: 1, text: wide.slice(0, 6).join("\n") });
  });

  it("leaves out half a comment", () => {
    const long = ["/**", ...Array.from({ length: 9 }, (_, at) => ` * line ${at}`), " */", "f();"];
    expect(excerptFrom(long, long.length)).toEqual({ line: long.length, text: "f();" });
  });

  it("is cut off after forty lines", () => {
    const long = ["f(() => {", ...Array.from({ length: 60 }, () => "  g();"), "});"];
    const shown = excerptFrom(long, 1)?.text.split("\n");
    expect(shown).toHaveLength(42);
    expect(shown?.slice(-2)).toEqual(["  g();", "…"]);
  });

  it("shows what is invisible", () => {
    expect(excerptFrom(["f('\u202E');"], 1)).toEqual({ line: 1, text: "f('\\u{202e}');" });
  });

  it("is nothing beyond the end, and of an empty line", () => {
    expect(excerptFrom(["f();", ""], 2)).toBeNull();
    expect(excerptFrom(["f();"], 3)).toBeNull();
  });
});
