// What the pages of the templates are made from.
import type { UiLang } from '../../../base/lang.ts';
import type { TemplateKey, TemplateText } from '../../../core/template.ts';
import type { ChangedTemplate, ChangeTemplateRefusal } from '../../../desk/index.ts';
import type { AtDesk } from './at-desk.ts';

export type EditedTemplate = {
  readonly inUse: TemplateText;
  /** What stands in the field: the text in use, or what was typed and not kept yet. */
  readonly typed: string;
  readonly refused: ChangeTemplateRefusal['code'] | null;
  /** Texts before and after, the newest first, the shipped one last; with the name of whoever put it in use. */
  readonly history: readonly (Pick<ChangedTemplate, 'n' | 'text' | 'changedOn'> & { readonly by: string | null })[];
};

export type TemplatePage =
  | (AtDesk & { readonly page: 'desk-templates'; readonly texts: readonly TemplateText[] })
  | (AtDesk & {
      readonly page: 'desk-template';
      readonly key: TemplateKey;
      readonly texts: readonly EditedTemplate[];
      readonly saved: UiLang | null;
    });

export type TemplatePageOf<Name extends TemplatePage['page']> = Extract<TemplatePage, { readonly page: Name }>;
