"""Which rooms show a panel on whose page: the thing's kind → names of addresses that take its id."""

PANELS: dict[str, list[str]] = {
    "clients.company": [
        "promises:company_promises",
        "billing:company_services",
        "billing:company_invoices",
        "billing:company_payments",
        "sales:company_deals",
        "quotes:company_quotes",
        "contracts:company_contracts",
        "delivery:company_orders",
        "reports:company_papers",
    ],
    # A line in the header of the same page.
    "clients.company.glance": ["billing:company_glance"],
    "sales.deal": [
        "sales:deal_qualification",
        "quotes:deal_quotes",
        "contracts:deal_contracts",
        "promises:deal_promises",
    ],
    "quotes.quote": ["contracts:quote_contracts"],
    "contracts.contract": [
        "billing:contract_invoices",
        "delivery:contract_order",
        "billing:contract_services",
    ],
    "delivery.order": ["billing:order_invoices", "promises:order_promises"],
    "people.employee": [
        "clients:employee_companies",
        "compensation:employee_payslips",
        "promises:employee_promises",
        "reports:employee_papers",
    ],
}
