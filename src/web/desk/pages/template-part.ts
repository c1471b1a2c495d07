// What the parts of a template's page share.
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import type { EditedTemplate, TemplatePageOf } from './template-model.ts';

export type TemplatePart = {
  readonly view: View;
  readonly page: TemplatePageOf<'desk-template'>;
  readonly text: EditedTemplate;
};

/** The address of the forms of one template. */
export const templateAction = ({ view, page }: Pick<TemplatePart, 'view' | 'page'>): string =>
  inLanguage(view.lang, `/desk/templates/${page.key}`);
