create table public.ledger (n int primary key);
