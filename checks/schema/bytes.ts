/**
 * Bytes whose order is the order of what they stand for, and no sequence a prefix of another of
 * the same shape: so fields, items and members can be compared and told apart without separators.
 */

const TWO_TO_32 = 2 ** 32;

/** How many bytes tell `count` values apart; one value needs none. */
export const widthOf = (count: number): number => {
  let width = 0;
  for (let reach = 1; reach < count; reach *= 256) width++;
  return width;
};

/** One buffer that is written again and again, and grows. */
export class Output {
  bytes = new Uint8Array(256);
  at = 0;

  byte(value: number): void {
    if (this.at >= this.bytes.length) this.#grow();
    this.bytes[this.at++] = value;
  }

  /** Big-endian; `width` is at most 7, `value` a whole number from 0. */
  number(value: number, width: number): void {
    if (width === 1) this.byte(value);
    else if (width > 4) {
      this.number(Math.floor(value / TWO_TO_32), width - 4);
      this.number(value % TWO_TO_32, 4);
    } else for (let shift = 8 * (width - 1); shift >= 0; shift -= 8) this.byte(value >>> shift);
  }

  /** A short length takes one byte, and any other five. */
  length(value: number): void {
    if (value < 255) this.byte(value);
    else {
      this.byte(255);
      this.number(value, 4);
    }
  }

  /**
   * The length in UTF-16 units, then each unit as UTF-8 would write it. A surrogate is written on
   * its own: half a pair is a string in JavaScript, and must not be mistaken for another half.
   */
  text(value: string): void {
    this.length(value.length);
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      if (unit < 0x80) this.byte(unit);
      else {
        if (unit < 0x800) this.byte(0xc0 | (unit >>> 6));
        else {
          this.byte(0xe0 | (unit >>> 12));
          this.byte(0x80 | ((unit >>> 6) & 0x3f));
        }
        this.byte(0x80 | (unit & 0x3f));
      }
    }
  }

  #grow(): void {
    const bytes = new Uint8Array(2 * this.bytes.length);
    bytes.set(this.bytes);
    this.bytes = bytes;
  }
}

/** Reads what `Output` wrote. */
export class Input {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;

  byte(): number {
    return this.bytes[this.at++]!;
  }

  number(width: number): number {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + this.byte();
    return value;
  }

  length(): number {
    const value = this.byte();
    return value < 255 ? value : this.number(4);
  }

  text(): string {
    let text = "";
    for (let left = this.length(); left > 0; left--) text += String.fromCharCode(this.#unit());
    return text;
  }

  #unit(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    if (first < 0xe0) return ((first & 0x1f) << 6) | (this.byte() & 0x3f);
    const middle = this.byte() & 0x3f;
    return ((first & 0x0f) << 12) | (middle << 6) | (this.byte() & 0x3f);
  }
}
