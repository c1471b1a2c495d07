type Dashed<Text extends string> = Text extends `${infer Head}.${infer Tail}` ? `${Head}-${Tail}` : Text;

/** The name of a right or an event as the last part of a key: `case.open` becomes `case-open`. */
export const dashed = <Text extends string>(name: Text): Dashed<Text> => name.replace('.', '-') as Dashed<Text>;
