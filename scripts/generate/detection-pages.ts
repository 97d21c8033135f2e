import { readFileSync } from "node:fs";
import { join } from "node:path";
import { detections } from "../../detections";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { SEVERITIES } from "../../src/detections/detection";
import { detectionFrame } from "../../src/render/detection";
import { type GeneratedFile, renewedPage } from "./guardrail-pages";

const OVERVIEW = "docs/detections.md";
const BEGIN = "<!-- detections -->\n";
const END = "<!-- /detections -->";

/** The doc page of each detection, with the frame renewed, and the list of all in the page about them. */
export function detectionPages(): readonly GeneratedFile[] {
  return [
    ...detections.map((detection) =>
      renewedPage(`docs/detections/${detection.id}.md`, detectionFrame(detection, EXAMPLE_ORGANIZATION)),
    ),
    { path: OVERVIEW, text: overview() },
  ];
}

/** The page with its list renewed, the most severe first. @throws Error when the markers are missing */
function overview(): string {
  const written = readFileSync(join(__dirname, "..", "..", OVERVIEW), "utf8");
  const [from, to] = [written.indexOf(BEGIN), written.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(`${OVERVIEW}: expected ${BEGIN.trim()} and ${END}, in this order`);
  const bySeverity = SEVERITIES.flatMap((severity) =>
    detections.filter((each) => each.severity === severity),
  );
  const rows = bySeverity.map(
    ({ id, title, severity }) => `| [${id}](detections/${id}.md) | ${severity} | ${title} |`,
  );
  const table = ["| Detection | Severity | Noticed |", "|---|---|---|", ...rows].join("\n");
  return `${written.slice(0, from + BEGIN.length)}\n${table}\n\n${written.slice(to)}`;
}
