"""The REST door of accounts: who am I, people of this place; and the tokens that open the API."""
