// What every page of the desk shares: where one is, where one can go, who one is.
import type { ComponentChildren } from 'preact';
import type { UiLang } from '../../../base/lang.ts';
import { may, type Right } from '../../../core/rights.ts';
import { inLanguage } from '../../pages/addresses.ts';
import type { View } from '../../pages/view.ts';
import type { Present } from './at-desk.ts';

/** The places of the desk, in the order of the day's work, each with the right that opens its page. */
export const places = [
  { name: 'queue', path: '/desk', right: 'desk.see' },
  { name: 'reviews', path: '/desk/reviews', right: 'desk.see' },
  { name: 'appeals', path: '/desk/appeals', right: 'appeal.answer' },
  { name: 'explainers', path: '/desk/explainers', right: 'desk.see' },
  { name: 'practice', path: '/desk/practice', right: 'desk.see' },
  { name: 'templates', path: '/desk/templates', right: 'templates.approve' },
  { name: 'operator', path: '/operator', right: 'aliases.decide' },
  { name: 'team', path: '/desk/team', right: 'desk.see' },
  { name: 'webhooks', path: '/desk/webhooks', right: 'webhooks.manage' },
] as const satisfies readonly { name: string; path: string; right: Right }[];

/** The addresses of the operator's pages name no language: the link says which. */
const addressOf = (lang: UiLang, path: string): string =>
  path === '/operator' ? `${path}?lang=${lang}` : inLanguage(lang, path);

export type PlaceName = (typeof places)[number]['name'];

type Props = {
  readonly view: View;
  readonly member: Present;
  /** The place this page belongs to; null for pages of one's own account. */
  readonly at: PlaceName | 'mentions' | null;
  readonly children: ComponentChildren;
};

export const DeskFrame = ({ view, member, at, children }: Props) => {
  const { t, lang } = view;
  return (
    <div class="desk">
      <nav class="desk-nav" aria-label={t('desk.nav')}>
        <ul>
          {places
            .filter(({ right }) => may(member.role, right))
            .map(({ name, path }) => (
              <li key={name}>
                <a href={addressOf(lang, path)} aria-current={name === at ? 'page' : undefined}>
                  {t(`desk.place.${name}`)}
                </a>
              </li>
            ))}
        </ul>
        <p class="desk-me">
          <a href={inLanguage(lang, '/desk/account')} aria-current={at === null ? 'page' : undefined}>
            {member.name}
          </a>{' '}
          <span class="tag">{t(`role.${member.role}`)}</span>{' '}
          <a href={inLanguage(lang, '/desk/mentions')} aria-current={at === 'mentions' ? 'page' : undefined}>
            {t('desk.mentions', { count: member.mentions })}
          </a>
        </p>
      </nav>
      {children}
    </div>
  );
};
