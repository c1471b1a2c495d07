// What the pages of the templates are made from.
import type { UiLang } from '../../../base/lang.ts';
import type { NotForYou } from '../../../core/let-in.ts';
import type { StaffId } from '../../../core/rights.ts';
import type { TemplateKey, TemplateText } from '../../../core/template.ts';
import type {
  ChangedTemplate,
  DecideTemplateRefusal,
  ProposeTemplateRefusal,
  TemplateProposal,
} from '../../../desk/index.ts';
import type { AtDesk } from './at-desk.ts';

/** A proposal with the names of those who had to do with it. */
export type NamedProposal = TemplateProposal & { readonly by: string; readonly decider: string | null };

export type EditedTemplate = {
  readonly inUse: TemplateText;
  /** What waits for a second person. */
  readonly waiting: NamedProposal | null;
  /** Why whoever looks does not decide on it though they did not write it. */
  readonly not: NotForYou | null;
  /** Texts that were not agreed to, the newest first. */
  readonly turnedDown: readonly NamedProposal[];
  /** What stands in the field: the text that waits or is in use, or what was typed and not kept yet. */
  readonly typed: string;
  readonly refused: TemplateRefused | null;
  /** Texts before and after, the newest first, the shipped one last; with the names of both who put it in use. */
  readonly history: readonly (Pick<ChangedTemplate, 'n' | 'text' | 'changedOn'> & {
    readonly by: string | null;
    readonly approver: string | null;
  })[];
};

export type TemplateRefused = (ProposeTemplateRefusal | DecideTemplateRefusal)['code'];

/** What a form of the page just did. */
export const templateDeeds = ['proposed', 'approved', 'declined', 'withdrawn'] as const;
export type TemplateDeed = (typeof templateDeeds)[number];

export type TemplatePage =
  | (AtDesk & {
      readonly page: 'desk-templates';
      readonly texts: readonly TemplateText[];
      readonly waiting: readonly TemplateProposal[];
    })
  | (AtDesk & {
      readonly page: 'desk-template';
      readonly key: TemplateKey;
      readonly names: ReadonlyMap<StaffId, string>;
      readonly texts: readonly EditedTemplate[];
      readonly done: { readonly deed: TemplateDeed; readonly lang: UiLang } | null;
    });

export type TemplatePageOf<Name extends TemplatePage['page']> = Extract<TemplatePage, { readonly page: Name }>;
