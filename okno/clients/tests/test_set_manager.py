def test_cast(own_company, client_company, head, owner):
    assert client_company.manager.name == "Anna Accountova"
