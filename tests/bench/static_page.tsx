const ROW_BYTES = 98;

/** A page of about `bytes` bytes of meaningless JSX rows. */
export function staticPage(bytes: number) {
  const rows = Array.from({ length: Math.ceil(bytes / ROW_BYTES) }, (_, row) => row);
  return (
    <html lang="en">
      <body>
        <main>
          {rows.map((row) => (
            <p class="row">
              <label for={`field-${row}`}>Row number {row}</label>
              <span class="value">{row * 100} fen</span>
            </p>
          ))}
        </main>
      </body>
    </html>
  );
}
