// What one person brought in or asked for, waiting for another one.
import { type Day, dayOf } from '../../base/clock.ts';
import type { NotForYou } from '../../core/let-in.ts';
import type { OptIn } from '../../desk/source-ports.ts';
import type { ImportRun } from '../../desk/world.ts';
import { inLanguage } from './addresses.ts';
import type { AtOperator } from './model.ts';
import { NotForYouNote } from './not-for-you-note.tsx';
import type { PageOf } from './page-of.ts';
import type { View } from './view.ts';

type Props = { readonly view: View; readonly page: PageOf<'operator'> };

export const OperatorWaiting = ({ view, page }: Props) => {
  const { t } = view;
  const { waiting, optIns, names } = page;
  const none = waiting.length + optIns.length === 0;
  return (
    <section class="block" aria-labelledby="waiting">
      <h2 id="waiting">
        {t('second.title')} {!none && <span class="tag">{view.number(waiting.length + optIns.length)}</span>}
      </h2>
      <p>{t('second.lead')}</p>
      <WhoAgrees view={view} page={page} />
      {none ? (
        <p class="empty">{t('second.none')}</p>
      ) : (
        <ul class="source-list">
          {waiting.map((run) => (
            <li key={run.id}>
              <div class="source-told">
                <p class="source-name" id={`w-${run.id}`}>
                  <a href={`/operator/imports/${run.id}`}>{run.name}</a>
                </p>
                <p class="meta">
                  <span class="tag">{t('second.import')}</span>
                  <span>
                    {t(run.held?.pictures ? 'second.pictures' : 'second.items', { count: run.held?.items ?? 0 })}
                  </span>
                  <span>{asker(view, names, run.held?.askedBy ?? null, dayOf(run.startedAt))}</span>
                </p>
              </div>
              <a class="button button-quiet" href={`/operator/imports/${run.id}`} aria-describedby={`w-${run.id}`}>
                {t('second.read')}
              </a>
            </li>
          ))}
          {optIns.map((one) => (
            <li key={one.id}>
              <Asked view={view} page={page} one={one} />
            </li>
          ))}
        </ul>
      )}
      <p class="hint">
        <a href={inLanguage(view.lang, '/team-log')}>{t('second.public')}</a>
      </p>
    </section>
  );
};

const Asked = ({ view, page, one }: Props & { readonly one: OptIn }) => {
  const { t } = view;
  return (
    <>
      <div class="source-told">
        <p class="source-name" id={`w-${one.id}`}>
          {one.name} <span class="meta">{one.site}</span>
        </p>
        <p class="meta">
          <span class="tag">{t('second.opt-in')}</span>
          <span>{asker(view, page.names, one.askedBy, one.askedOn)}</span>
        </p>
        <p class="second-reason">{one.reason}</p>
        <ReadsLike view={view} pairs={(page.readsLike.get(one.id) ?? []).map((like) => ({ one, like }))} />
      </div>
      <SecondForms
        view={view}
        action={`/operator/opt-ins/${one.id}`}
        own={one.askedBy === page.who.member}
        not={page.not.get(one.id) ?? null}
        names={page.names}
        of={`w-${one.id}`}
        words={{ agree: t('second.agree'), decline: t('second.decline') }}
      />
    </>
  );
};

type Pairs = PageOf<'operator-run'>['readsLike'];

/** Names that are taken for another's at a glance: whoever agrees compares the addresses. */
export const ReadsLike = ({ view, pairs }: { readonly view: View; readonly pairs: Pairs }) =>
  pairs.length === 0 ? null : (
    <div class="note note-warn" role="note">
      {pairs.map(({ one, like }) => (
        <p key={`${one.name} ${one.site} ${like.name} ${like.site}`}>
          {view.t('second.reads-like', { name: one.name, site: one.site, other: like.name, others: like.site })}
        </p>
      ))}
    </div>
  );

type FormsProps = {
  readonly view: View;
  readonly action: string;
  /** Whether it is of whoever is looking. */
  readonly own: boolean;
  /** Why whoever is looking does not say yes, though it is not theirs. */
  readonly not: NotForYou | null;
  /** Of those who are to be asked instead. */
  readonly names: Readonly<Record<string, string>>;
  /** The id of what it is about. */
  readonly of: string;
  readonly words: { readonly agree: string; readonly decline: string };
};

/** A yes or a no for whoever may give it; for whoever asked, taking it back. */
export const SecondForms = ({ view, action, own, not, names, of, words }: FormsProps) => {
  const { t } = view;
  return (
    <form method="post" action={action} class="second-forms">
      {own ? (
        <>
          <p class="hint">{t('second.own')}</p>
          <button class="button button-quiet" type="submit" name="do" value="withdraw" aria-describedby={of}>
            {t('second.withdraw')}
          </button>
        </>
      ) : (
        <>
          {not === null ? (
            <button class="button button-strong" type="submit" name="do" value="agree" aria-describedby={of}>
              {words.agree}
            </button>
          ) : (
            <NotForYouNote view={view} why={not} nameOf={(id) => nameOf(view, names, id)} />
          )}
          <button class="button button-quiet" type="submit" name="do" value="decline" aria-describedby={of}>
            {words.decline}
          </button>
        </>
      )}
    </form>
  );
};

/** Who asked, and on which day; the operator has no name. */
const asker = (view: View, names: Readonly<Record<string, string>>, by: AtOperator['member'], day: Day): string =>
  view.t('second.asked', { name: nameOf(view, names, by), day: view.day(day) });

export const nameOf = (view: View, names: Readonly<Record<string, string>>, by: AtOperator['member']): string =>
  by === null ? view.t('second.machine') : (names[by] ?? '–');

export const isOwn = (run: ImportRun, who: AtOperator): boolean => run.held?.askedBy === who.member;

/** Whether anybody else can agree to what whoever is here asks, and from when on. */
const WhoAgrees = ({ view, page: { alone, agreeing } }: Props) => {
  const { t } = view;
  if (alone) return <p class="note">{t(agreeing === null ? 'second.alone-machine' : 'second.alone')}</p>;
  if (agreeing === null || agreeing.may.length > 0) return null;
  return (
    <p class="note">
      {agreeing.from === null ? t('second.nobody') : t('second.from', { day: view.day(agreeing.from) })}
    </p>
  );
};
