import { paths } from "../../core/paths.ts";
import type { Lang } from "../../views/words.ts";
import { type BankDeviceCard, bankDevices } from "../bank/bank_device_card.ts";
import { cardEvents } from "../bank/befall_card.ts";
import type { Person } from "../bank/persons.ts";
import { sandboxDeviceCardWords } from "./device_card_words.ts";
import { sandboxWords } from "./words.ts";

interface Props {
  readonly lang: Lang;
  readonly person: Person;
  readonly deviceCards: readonly BankDeviceCard[];
}

/** What the token service keeps for this person, another bind, and whatever may happen to it. */
export function DeviceCardsCard({ lang, person, deviceCards }: Props) {
  const w = sandboxDeviceCardWords(lang);
  const { cardWithEnding, cardTypes } = sandboxWords(lang);
  const names = new Map(
    person.cards.map((each) => [each.token, cardWithEnding(cardTypes[each.type], each.lastFour)]),
  );
  return (
    <form class="card stack" method="post" action={paths.sandboxDeviceCards()}>
      <h2 id="device-cards">{w.title}</h2>
      {deviceCards.length === 0 ? <p>{w.none}</p> : null}
      {deviceCards.map(({ token, cardToken, device, isDefault, suspended }) => (
        <p key={token}>
          {w.devices[device]} · {names.get(cardToken)}
          {isDefault ? ` · ${w.isDefault}` : ""}
          {suspended ? ` · ${w.suspended}` : ""}
        </p>
      ))}
      <Choice
        name="card"
        label={w.card}
        options={person.cards.map(({ token }) => [token, names.get(token) ?? token])}
      />
      <Choice
        name="device"
        label={w.device}
        options={bankDevices.map((each) => [each, w.devices[each]])}
      />
      <button class="button quiet" type="submit" name="act" value="bind">{w.bind}</button>
      <Choice
        name="event"
        label={w.event}
        options={cardEvents.map((each) => [each, w.events[each]])}
      />
      <button class="button quiet" type="submit" name="act" value="befall">{w.befall}</button>
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
}

function Choice({ name, label, options }: ChoiceProps) {
  const id = `on-device-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </div>
  );
}
