import { chmodSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findChromium } from "../scripts/chromium.mjs";
import { temporaryFolder, write } from "./cli/strategos.ts";

const program = (name: string): { readonly folder: string; readonly path: string } => {
  const folder = temporaryFolder();
  const path = write(folder, name, "#!/bin/sh");
  chmodSync(path, 0o755);
  return { folder, path };
};

const chrome = program("google-chrome");
const chromium = program("chromium");

describe("the Chromium that tests drive", () => {
  it("is on the path, under one of its names", () => {
    expect(findChromium({ PATH: `/nowhere:${chrome.folder}` })).toBe(chrome.path);
    expect(findChromium({ PATH: `${chrome.folder}:${chromium.folder}` })).toBe(chromium.path);
  });

  it("is the one that the environment names, and no other", () => {
    const { folder: PATH } = chromium;
    expect(findChromium({ PATH, CHROMIUM_PATH: chrome.path })).toBe(chrome.path);
    expect(findChromium({ PATH, CHROME_PATH: chrome.path })).toBe(chrome.path);
    expect(findChromium({ PATH, CHROME_PATH: "" })).toBe(chromium.path);
    expect(findChromium({ PATH, CHROMIUM_PATH: "/nowhere/chromium" })).toBe(null);
  });

  it.skipIf(process.platform === "darwin")("is no folder, and no text", () => {
    const { folder } = chrome;
    write(folder, "chromium", "a text");
    expect(findChromium({ PATH: folder })).toBe(chrome.path);
    expect(findChromium({ PATH: "" })).toBe(null);
    expect(findChromium({ CHROMIUM_PATH: folder })).toBe(null);
  });
});
