import type { DetectionsConfig } from "../detections/schema";
import type { DetectionsIntent } from "./intent";
import type { Located } from "./yaml/located";

/** The section on detections of a file that passed every check. */
export function toDetections(
  { notify, regions, disable }: DetectionsConfig,
  located: Located,
): DetectionsIntent {
  return {
    notify: notify.map((one) =>
      "email" in one
        ? { protocol: "email", endpoint: one.email, from: one.from }
        : { protocol: "chat", endpoint: one.chat, from: one.from },
    ),
    regions,
    disabled: disable.map(({ detection, reason }, index) => ({
      detection,
      reason,
      place: located.place(["detections", "disable", index]),
    })),
    place: located.keyPlace(["detections"]),
  };
}
