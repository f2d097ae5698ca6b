"""Pages of pay: payslips, what people give beside the facts, plans."""
