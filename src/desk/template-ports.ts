// Where the team's own texts of templates are kept.
import type { Day } from '../base/clock.ts';
import type { StaffId } from '../core/rights.ts';
import type { TemplateKey, TemplateText } from '../core/template.ts';

/** A text with who changed it: for the team, not for the public page. */
export type ChangedTemplate = TemplateText & { readonly changedBy: StaffId };

export type Templates = {
  /** The team's own texts in use; a template that is not among them stands as it was shipped. */
  readonly current: () => Promise<readonly TemplateText[]>;
  /** Every text of the team's that was ever in use, the newest first: of one template, or of all. */
  readonly history: (key: TemplateKey | null) => Promise<readonly ChangedTemplate[]>;
  /** Puts a text in use and tells so; false when another was put in use meanwhile (`base` is what it was written over). */
  readonly change: (
    text: Pick<ChangedTemplate, 'key' | 'lang' | 'text' | 'changedBy'> & { readonly base: number; readonly on: Day },
    at: Date,
  ) => Promise<boolean>;
};
