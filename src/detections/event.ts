import type { Json } from "./match/pattern";

/** An event as it comes to a rule, its Region aside: the same thing can happen in several. */
export type EventOfSomeRegion = {
  readonly source: string;
  readonly "detail-type": string;
  /** The account whose default bus has it. */
  readonly account: string;
  readonly resources: readonly string[];
  readonly detail: { readonly [key: string]: Json };
};

/** An event on the default bus of a Region. */
export type EventEnvelope = EventOfSomeRegion & {
  readonly version: "0";
  readonly id: string;
  readonly time: string;
  readonly region: string;
};

/** When the examples happened; the moment means nothing. */
const TIME = "2026-11-27T08:15:30Z";

/** The event as the default bus of a Region has it. A record of CloudTrail says its Region once more. */
export function eventIn(region: string, event: EventOfSomeRegion): EventEnvelope {
  const ofCloudTrail = event["detail-type"].endsWith("via CloudTrail");
  return {
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    ...event,
    time: TIME,
    region,
    detail: ofCloudTrail ? { ...event.detail, awsRegion: region, eventTime: TIME } : event.detail,
  };
}
