import { Refusal, type World } from "./state";

/** The organization of the world, flat below its root, as AWS Organizations lists it; for `--live`. */
export function organizationsAnswer(operation: string, world: World): object {
  const path = (id: string) => `o-exampleorgid/r-exam/${id}/`;
  switch (operation) {
    case "DescribeOrganization":
      return { Organization: { Id: "o-exampleorgid", MasterAccountId: world.management, FeatureSet: "ALL" } };
    case "ListRoots":
      return { Roots: [{ Id: "r-exam", Name: "Root", PolicyTypes: [] }] };
    case "ListOrganizationalUnitsForParent":
      return { OrganizationalUnits: [] };
    case "ListAccounts": {
      const ids = [world.management, ...world.members.keys()];
      const Accounts = ids.map((Id) => ({ Id, Name: `live-${Id}`, State: "ACTIVE", Paths: [path(Id)] }));
      return { Accounts };
    }
    default:
      throw new Refusal(400, "InvalidInputException", `no ${operation} here`);
  }
}
