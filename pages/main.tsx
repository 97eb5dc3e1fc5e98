/** Shows the document that stands in this page. */
import { render } from "preact";
import type { PageDocument } from "../checks/reports/page/document.ts";
import { TracePage } from "./trace/trace-page.tsx";
import "./style.css";

const read = (): PageDocument =>
  JSON.parse(document.getElementById("document")!.textContent) as PageDocument;

const Page = ({ shown }: { readonly shown: PageDocument }) => {
  switch (shown.kind) {
    case "trace":
      return <TracePage page={shown} />;
    case "bounds":
    case "scenes":
      return null;
  }
};

render(<Page shown={read()} />, document.getElementById("page")!);
