-- The certificate of an approved peer that is spoken with over TLS: another one is another peer. Empty: it is without TLS.
alter table approved_peer add column fingerprint text not null default '';
