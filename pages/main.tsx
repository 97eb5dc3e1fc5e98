/** Shows the document that stands in this page. */
import { render } from "preact";
import type { PageDocument } from "../checks/reports/page/document.ts";
import { BoundsPage } from "./bounds/bounds-page.tsx";
import { ScenesPage } from "./scenes/scenes-page.tsx";
import { TracePage } from "./trace/trace-page.tsx";
import "./style.css";

/** What is long stands there packed. */
const read = async (): Promise<PageDocument> => {
  const written: unknown = JSON.parse(document.getElementById("document")!.textContent);
  if (typeof written !== "string") return written as PageDocument;
  const bytes = Uint8Array.from(atob(written), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return (await new Response(unpacked).json()) as PageDocument;
};

const Page = ({ shown }: { readonly shown: PageDocument }) => {
  switch (shown.kind) {
    case "trace":
      return <TracePage page={shown} />;
    case "bounds":
      return <BoundsPage page={shown} />;
    case "scenes":
      return <ScenesPage page={shown} />;
  }
};

render(<Page shown={await read()} />, document.getElementById("page")!);
