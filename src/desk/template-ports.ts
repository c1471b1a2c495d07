// Where the team's own texts of templates are kept, and those that wait for a second person.
import type { Day } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import type { UiLang } from '../base/lang.ts';
import type { StaffId } from '../core/rights.ts';
import type { TemplateKey, TemplateText } from '../core/template.ts';

/** A text with who wrote it and who agreed: for the team, not for the public page. Null where it is from before there were two. */
export type ChangedTemplate = TemplateText & { readonly changedBy: StaffId; readonly approvedBy: StaffId | null };

export type TemplateDecision = 'approved' | 'declined' | 'withdrawn';

/** A text that somebody wants to be used instead of the one numbered `base`. */
export type TemplateProposal = {
  readonly id: Id;
  readonly key: TemplateKey;
  readonly lang: UiLang;
  readonly base: number;
  readonly text: string;
  readonly proposedBy: StaffId;
  readonly proposedOn: Day;
  readonly state: 'waiting' | TemplateDecision;
  readonly decidedBy: StaffId | null;
  readonly decidedOn: Day | null;
  readonly reason: string | null;
};

export type Templates = {
  /** The team's own texts in use; a template that is not among them stands as it was shipped. */
  readonly current: () => Promise<readonly TemplateText[]>;
  /** Every text of the team's that was ever in use, the newest first: of one template, or of all. */
  readonly history: (key: TemplateKey | null) => Promise<readonly ChangedTemplate[]>;
  /** What waits, at most one for each template and language, and what was decided last; the newest first. */
  readonly proposals: () => Promise<readonly TemplateProposal[]>;
  readonly proposal: (id: Id) => Promise<TemplateProposal | undefined>;
  /** Keeps a text waiting, in the place of one that the same person had waiting. */
  readonly propose: (
    proposal: Omit<TemplateProposal, 'state' | 'decidedBy' | 'decidedOn' | 'reason'>,
  ) => Promise<'done' | 'template-changed' | 'template-waiting'>;
  /** Ends the waiting; what is approved is put in use and told of. False when it does not wait any more. */
  readonly decide: (
    decided: {
      readonly id: Id;
      readonly decision: TemplateDecision;
      readonly reason: string | null;
      readonly by: StaffId;
      readonly on: Day;
    },
    at: Date,
  ) => Promise<boolean>;
};
