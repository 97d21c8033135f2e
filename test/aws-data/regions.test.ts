import { Region } from "@pulumi/aws/types/enums";
import { GLOBAL_ENDPOINTS } from "../../src/aws-data/global-endpoints";
import { GLOBAL_ACTIONS } from "../../src/aws-data/global-services";
import { matchesKnownAction } from "../../src/aws-data/matching-actions";
import { REGIONS } from "../../src/aws-data/regions";

test("every Region that the provider knows is listed", () => {
  const listed = Object.values(REGIONS).flat();
  expect(Object.values(Region).filter((region) => !listed.includes(region))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

test("a service that answers from one Region exists, and a list of approved Regions spares it", () => {
  for (const service of GLOBAL_ENDPOINTS.keys()) {
    expect([service, matchesKnownAction(`${service}:*`)]).toEqual([service, true]);
    expect(GLOBAL_ACTIONS).toContain(`${service}:*`);
  }
});

test("such a service answers from a Region that there is", () => {
  for (const region of GLOBAL_ENDPOINTS.values()) expect(REGIONS.aws).toContain(region);
});
