import { BEST_PRACTICES, SECURITY_HUB } from "./best-practices";
import { CIS_3, CIS_5 } from "./cis";
import { CONTROL_TOWER } from "./control-tower";
import type { Control } from "./types";

export { type Control, OTHERWISE, type Otherwise, STANDARDS, type Standard } from "./types";

const LISTS = [...CONTROL_TOWER, ...BEST_PRACTICES, ...SECURITY_HUB, ...CIS_3, ...CIS_5] as const;

/** The id of a control that the catalogue may refer to. */
export type ControlId = (typeof LISTS)[number]["id"];

/** Every control that the catalogue knows, standard by standard. */
export const CONTROLS: readonly (Control & { readonly id: ControlId })[] = LISTS;

const BY_ID: ReadonlyMap<string, Control> = new Map(CONTROLS.map((control) => [control.id, control]));

/** The control of an id. */
export function controlOf(id: ControlId): Control {
  return BY_ID.get(id)!;
}
