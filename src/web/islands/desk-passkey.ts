// Passkeys: asks the browser for one and sends its answer along with the form. Without this the password and the code do the same.

for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const button = place.querySelector('button');
  const field = place.querySelector<HTMLInputElement>('input[name=passkey]');
  const status = place.querySelector('[role=status]');
  const { passkey, options, failed } = place.dataset;
  if (!button || !field?.form || !('PublicKeyCredential' in window)) continue;
  place.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    if (status) status.textContent = '';
    // Whoever closes the browser's dialog changes their mind; a dialog that fails says why itself.
    const answer = await answerTo(passkey ?? '', options ?? '').catch(() => undefined);
    button.disabled = false;
    if (answer === undefined) {
      if (status) status.textContent = failed ?? '';
      return;
    }
    field.disabled = false;
    field.value = JSON.stringify(answer);
    field.form?.submit();
  });
}

type Described = { readonly id: string };
type Asked = {
  readonly challenge: string;
  readonly user?: { readonly id: string };
  readonly excludeCredentials?: readonly Described[];
  readonly allowCredentials?: readonly Described[];
};

async function answerTo(does: string, address: string): Promise<Record<string, string> | undefined> {
  const reply = await fetch(address, { method: 'POST' });
  if (!reply.ok) return undefined;
  const publicKey = read((await reply.json()) as Asked);
  const credential =
    does === 'create'
      ? await navigator.credentials.create({ publicKey: publicKey as PublicKeyCredentialCreationOptions })
      : await navigator.credentials.get({ publicKey: publicKey as PublicKeyCredentialRequestOptions });
  if (!(credential instanceof PublicKeyCredential)) return undefined;
  const { id, response } = credential;
  const clientDataJSON = toText(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse)
    return { id, clientDataJSON, attestationObject: toText(response.attestationObject) };
  if (!(response instanceof AuthenticatorAssertionResponse)) return undefined;
  return {
    id,
    clientDataJSON,
    authenticatorData: toText(response.authenticatorData),
    signature: toText(response.signature),
    userHandle: response.userHandle === null ? '' : toText(response.userHandle),
  };
}

/** Options as browsers take them: bytes where JSON has base64url. Older ones have no reader for that themselves. */
function read(asked: Asked): unknown {
  const listed = (list: readonly Described[] | undefined) => list?.map((one) => ({ ...one, id: toBytes(one.id) }));
  return {
    ...asked,
    challenge: toBytes(asked.challenge),
    ...(asked.user ? { user: { ...asked.user, id: toBytes(asked.user.id) } } : {}),
    ...(asked.excludeCredentials ? { excludeCredentials: listed(asked.excludeCredentials) } : {}),
    ...(asked.allowCredentials ? { allowCredentials: listed(asked.allowCredentials) } : {}),
  };
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function toText(bytes: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
