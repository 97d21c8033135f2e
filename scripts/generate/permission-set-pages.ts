import { permissionSets } from "../../permission-sets";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { policiesOfSet } from "../../src/identity/access/policies";
import { escalations } from "../../src/identity/escalation";
import type { AnyPermissionSet } from "../../src/identity/permission-set";
import { contentOf, setOfContent } from "../../src/identity/plan/permission-sets";
import { permissionSetFrame } from "../../src/render/permission-set";
import { type GeneratedFile, renewedPage } from "./guardrail-pages";

/** The doc page of each permission set: the text that a person wrote, with the frame renewed. */
export function permissionSetPages(): readonly GeneratedFile[] {
  return permissionSets.map((set) =>
    renewedPage(
      `docs/permission-sets/${set.id}.md`,
      permissionSetFrame(set, EXAMPLE_ORGANIZATION, escalationsOf(set)),
    ),
  );
}

/** The ways that the policies of a set leave open where no service control policy stands in between. */
function escalationsOf(set: AnyPermissionSet): readonly string[] {
  const found = contentOf(set, set.example, EXAMPLE_ORGANIZATION);
  if ("problems" in found) throw new Error(`${set.id}: ${JSON.stringify(found.problems)}`);
  const planned = setOfContent(found.content, EXAMPLE_ORGANIZATION.partition);
  const { documents, boundary } = policiesOfSet(planned);
  return escalations([documents, ...(boundary === null ? [] : [[boundary]])]);
}
