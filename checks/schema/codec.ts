/**
 * The canonical bytes of a value, which are its identity: equal values have equal bytes, whatever
 * the order in which their fields and members were given, and different values different ones.
 */
import { Input, Output } from "./bytes.ts";
import { decoderOf } from "./decoder.ts";
import { encoderOf } from "./encoder.ts";
import { assertInside } from "./explain.ts";
import type { Shape } from "./shape.ts";

export interface Codec {
  /**
   * A view that is valid until the next call.
   * @throws OutsideSchema
   */
  readonly encode: (value: unknown) => Uint8Array;
  /** The value in canonical form: declared order of fields, sets and maps in the order of bytes. */
  readonly decode: (bytes: Uint8Array) => unknown;
}

export const codecOf = (shape: Shape, nodes: readonly string[]): Codec => {
  const write = encoderOf(shape, nodes);
  const read = decoderOf(shape, nodes);
  const out = new Output();
  const input = new Input();
  return {
    encode(value) {
      out.at = 0;
      if (!write(value, out)) {
        assertInside(shape, nodes, value);
        throw new Error("the encoder refuses a value in which no fault is found");
      }
      return out.bytes.subarray(0, out.at);
    },
    decode(bytes) {
      input.bytes = bytes;
      input.at = 0;
      return read(input);
    },
  };
};
