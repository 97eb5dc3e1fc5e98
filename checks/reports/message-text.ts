/** A message in one line: `Report {path: [], order: attack}`. */
import type { Json } from "../report.ts";
import { print } from "../schema/print.ts";
import { isRecord } from "./cut.ts";

type Said = { readonly tag: string; readonly payload: Json };

export const messageText = ({ tag, payload }: Said): string =>
  isRecord(payload) && Object.keys(payload).length === 0 ? tag : `${tag} ${print(payload)}`;
