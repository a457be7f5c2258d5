interface Year {
  /** First and last day off, MM-DD. */
  readonly off: readonly (readonly [first: string, last: string])[];
  /** Weekends that are worked. */
  readonly worked: readonly string[];
}

/**
 * Public holidays by year, as the General Office of the State Council announces them each November; a year that is not
 * here yet has its weekends only.
 */
export const holidays: Readonly<Record<string, Year>> = {
  "2025": {
    off: [
      ["01-01", "01-01"],
      ["01-28", "02-04"],
      ["04-04", "04-06"],
      ["05-01", "05-05"],
      ["05-31", "06-02"],
      ["10-01", "10-08"],
    ],
    worked: ["01-26", "02-08", "04-27", "09-28", "10-11"],
  },
  "2026": {
    off: [
      ["01-01", "01-03"],
      ["02-15", "02-23"],
      ["04-04", "04-06"],
      ["05-01", "05-05"],
      ["06-19", "06-21"],
      ["09-25", "09-27"],
      ["10-01", "10-07"],
    ],
    worked: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
  },
};
