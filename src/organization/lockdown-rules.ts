import type { Finding } from "../findings/finding";
import { nearest } from "../findings/nearest";
import { HELD_BY_POLICY } from "../lockdown/held-by-policy";
import { shown } from "./issues";
import { finding } from "./rules";
import { elementsOf, entriesOf } from "./written-uses";
import { dotted, type Located } from "./yaml/located";

/** What loading has to know of a detection. */
export interface KnownDetection {
  readonly id: string;
}

const BASELINE = ["root-lockdown", "baseline"] as const;

/**
 * What the schemas of root-lockdown and detections cannot say, because it is about the catalogue or about guardrails.
 * It works on files that the schemas refuse too, so that everything is reported at once.
 */
export function lockdownFindings(located: Located, detections: readonly KnownDetection[]): Finding[] {
  return [...heldFindings(located), ...disabledFindings(located, detections)];
}

/** Whether a finding only says that a key is not known, and another one says where it belongs. */
export function isSaidBetter({ code, path }: Finding): boolean {
  const key = path?.startsWith(`${dotted(BASELINE)}.`) ? path.slice(dotted(BASELINE).length + 1) : "";
  return code === "unknown-key" && HELD_BY_POLICY.has(key);
}

/** A setting has one owner: what an organization policy holds is not written by anybody in the account. */
function heldFindings(located: Located): Finding[] {
  return entriesOf(located.at(BASELINE)).flatMap(([key]): Finding[] => {
    const held = HELD_BY_POLICY.get(key);
    if (held === undefined) return [];
    const path = [...BASELINE, key];
    return [
      {
        code: "held-by-policy",
        severity: "error",
        place: located.keyPlace(path),
        path: dotted(path),
        message: `${held.setting} is held by an organization policy of the type ${held.type}, there and only there`,
        found: key,
        expected: `the guardrail ${held.guardrail} under guardrails`,
        fix: `remove the key, and name ${held.guardrail} at the units under guardrails`,
      },
    ];
  });
}

function disabledFindings(located: Located, detections: readonly KnownDetection[]): Finding[] {
  const list = ["detections", "disable"];
  const first = new Map<string, number>();
  return elementsOf(located.at(list)).flatMap((_, index): Finding[] => {
    const path = [...list, index, "detection"];
    const id = located.at(path);
    if (typeof id !== "string") return [];
    if (!detections.some((known) => known.id === id)) {
      return [
        finding(located, path, {
          code: "unknown-detection",
          message: `there is no detection ${JSON.stringify(shown(id))}`,
          found: shown(id),
          expected: "the slug of a detection in detections/",
          nearest: nearest(
            id,
            detections.map((known) => known.id),
          ),
          fix: "correct the name; detections/index.ts names them all",
        }),
      ];
    }
    const line = located.place(path).line;
    const earlier = first.get(id);
    first.set(id, earlier ?? line);
    if (earlier === undefined) return [];
    return [
      finding(located, path, {
        code: "detection-disabled-twice",
        message: `${id} is disabled twice: first on line ${earlier}`,
        found: id,
        fix: "keep one of the two",
      }),
    ];
  });
}
