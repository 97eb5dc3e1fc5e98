/** Writing, where the system may have its own word. */
import { UsageError } from "../errors.ts";

/** @throws UsageError that names the option for which it was tried. */
export const attempt = (option: string, act: () => void): void => {
  try {
    act();
  } catch (error) {
    throw new UsageError(`${option}: ${error instanceof Error ? error.message : String(error)}`);
  }
};
