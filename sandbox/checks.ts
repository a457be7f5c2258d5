/** What our tables say and what the simulated bank says, where the two must agree. */
export const bankChecks: Readonly<Record<string, string>> = {
  "a deduction that the bank tells otherwise": `
    select d.deduction_id from deductions d join sandbox_deductions b using (channel_order_no)
    where d.amount <> b.amount or (d.state = 'failed' and b.state = 'paid')
      or (d.state = 'succeeded' and b.state <> 'paid')`,
  "a contract ended here and in force at the bank": `
    select c.contract_id from contracts c join sandbox_contracts b using (contract_id)
    where c.state = 'terminated' and b.state = 'signed'`,
  "money taken at the bank on a contract it did not hold": `
    select channel_order_no from sandbox_deductions where state = 'paid' and contract_id not in (
      select contract_id from sandbox_contracts where state <> 'refused')`,
};
