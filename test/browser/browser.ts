/** A Chromium for the tests of a file, and pages that must not complain of anything. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { findChromium, NOT_FOUND } from "../../scripts/chromium.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** In milliseconds, for whatever a page is waited for. */
const PATIENCE = 10_000;

export const DESK = { width: 1280, height: 720 } as const;
export const PHONE = { width: 360, height: 740 } as const;
/** Of paper, in pixels of a screen. */
export const A4 = { width: 794, height: 1123 } as const;

export interface Conditions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce";
  readonly offline?: boolean;
  /** Of the address, as `#grid`. */
  readonly hash?: string;
}

export interface Tab {
  readonly page: Page;
  /** Console messages, errors, dialogs, requests for anything else, breaches of the policy. */
  readonly complaints: string[];
}

/** For the tests of one file: opens a page of its own for each, from its address. */
export const useBrowser = (): ((url: string, conditions?: Conditions) => Promise<Tab>) => {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    const executablePath = findChromium();
    if (executablePath === null) throw new Error(NOT_FOUND);
    browser = await chromium.launch({ executablePath, args: FLAGS });
  });
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));
  afterAll(() => browser?.close());
  return async (url, { viewport = DESK, hash = "", ...conditions } = {}) => {
    const context = await browser.newContext({ viewport, ...conditions });
    contexts.push(context);
    context.setDefaultTimeout(PATIENCE);
    const complaints = complaintsIn(context, url);
    await context.addInitScript(() =>
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`the policy ${violatedDirective} forbids ${blockedURI}`),
      ),
    );
    const page = await context.newPage();
    await page.goto(`${url}${hash}`);
    // What is long is unpacked first.
    await page.locator("#page > *").first().waitFor();
    return { page, complaints };
  };
};

/** The same for pages of which none complains. */
export const usePages = (): ((html: string, conditions?: Conditions) => Promise<Page>) => {
  const open = useBrowser();
  const save = useFolder();
  const all: string[][] = [];
  afterEach(() => expect(all.splice(0).flat()).toEqual([]));
  return async (html, conditions) => {
    const { page, complaints } = await open(save(html), conditions);
    all.push(complaints);
    return page;
  };
};

/** Saves pages, and says the address of each. */
export const useFolder = (): ((html: string) => string) => {
  const folder = mkdtempSync(join(tmpdir(), "strategos-pages-"));
  let saved = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (html) => {
    const file = join(folder, `${++saved}.html`);
    writeFileSync(file, html);
    return pathToFileURL(file).href;
  };
};

const complaintsIn = (context: BrowserContext, url: string): string[] => {
  const complaints: string[] = [];
  context.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  context.on("weberror", (error) => complaints.push(`error: ${error.error().message}`));
  context.on("request", (request) => {
    if (request.url() !== url) complaints.push(`request: ${request.url()}`);
  });
  context.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return complaints;
};
